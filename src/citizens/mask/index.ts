/** What must not stay in a transcript is masked before it is kept (P2). Pure. */
export { maskSecrets, type Secret } from "./mask-secrets.ts";
