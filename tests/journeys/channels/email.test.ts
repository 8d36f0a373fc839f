import { emailUnderTest } from "../../channels/email/under-test.ts";
import { peer } from "../../support/peers.ts";
import { channelJourney } from "./journey.ts";

if (peer("dovecot") && peer("exim")) await channelJourney(emailUnderTest());
