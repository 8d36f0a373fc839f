import { useDatabase } from "../../support/database.ts";
import { channelContract } from "../contract.ts";
import { webchatUnderTest } from "./under-test.ts";

useDatabase();
channelContract(webchatUnderTest());
