import { findCitizen } from "./find.ts";

/** Whether it is proven that a citizen reads the mail at this address. */
export async function answersAt(citizen: string, address: string): Promise<boolean> {
	const found = await findCitizen(citizen);
	return (
		found?.contacts.some(
			(contact) => contact.kind === "email" && contact.address === address && contact.verifiedAt !== null,
		) ?? false
	);
}
