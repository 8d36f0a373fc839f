import { cloudUnderTest } from "../../channels/whatsapp/cloud/under-test.ts";
import { channelJourney } from "./journey.ts";

await channelJourney(cloudUnderTest());
