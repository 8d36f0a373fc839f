import { whatsappWebUnderTest } from "../../channels/whatsapp/web/under-test.ts";
import { channelJourney } from "./journey.ts";

await channelJourney(whatsappWebUnderTest());
