import { telegramUnderTest } from "../../channels/telegram/under-test.ts";
import { channelCrash } from "./crash.ts";

await channelCrash(telegramUnderTest());
