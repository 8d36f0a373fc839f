import type { WholePathTarget } from "../whole-path.ts";
import { emailPath } from "./email.ts";
import { telegramPath } from "./telegram.ts";
import { webchatPath } from "./webchat.ts";
import { cloudPath } from "./whatsapp-cloud.ts";
import { webPath } from "./whatsapp-web.ts";

/** What strangers can send to a channel, all the way. */
export const wholePaths: readonly WholePathTarget[] = [telegramPath, cloudPath, webPath, emailPath, webchatPath];
