import { whatsappWebUnderTest } from "../../channels/whatsapp/web/under-test.ts";
import { channelCrash } from "./crash.ts";

await channelCrash(whatsappWebUnderTest());
