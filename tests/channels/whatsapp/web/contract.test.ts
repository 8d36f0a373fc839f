import { useDatabase } from "../../../support/database.ts";
import { channelContract } from "../../contract.ts";
import { whatsappWebUnderTest } from "./under-test.ts";

useDatabase();
channelContract(whatsappWebUnderTest());
