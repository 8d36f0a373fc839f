import { cloudUnderTest } from "../../channels/whatsapp/cloud/under-test.ts";
import { channelCrash } from "./crash.ts";

await channelCrash(cloudUnderTest());
