import { describe } from "vitest";
import { useDatabase } from "../../support/database.ts";
import { peer } from "../../support/peers.ts";
import { channelContract } from "../contract.ts";
import { emailUnderTest } from "./under-test.ts";

useDatabase();
describe.skipIf(!peer("dovecot") || !peer("exim"))("e-mail on Dovecot and Exim", () => {
	channelContract(emailUnderTest());
});
