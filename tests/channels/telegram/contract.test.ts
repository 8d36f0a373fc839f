import { useDatabase } from "../../support/database.ts";
import { channelContract } from "../contract.ts";
import { telegramUnderTest } from "./under-test.ts";

useDatabase();
channelContract(telegramUnderTest());
