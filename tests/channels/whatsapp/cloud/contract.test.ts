import { useDatabase } from "../../../support/database.ts";
import { channelContract } from "../../contract.ts";
import { cloudUnderTest } from "./under-test.ts";

useDatabase();
channelContract(cloudUnderTest());
