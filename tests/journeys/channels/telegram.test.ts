import { telegramUnderTest } from "../../channels/telegram/under-test.ts";
import { channelJourney } from "./journey.ts";

await channelJourney(telegramUnderTest());
