import { emailUnderTest } from "../../channels/email/under-test.ts";
import { channelCrash } from "./crash.ts";

await channelCrash(emailUnderTest());
