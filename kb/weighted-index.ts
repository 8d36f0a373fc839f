/** A bag of terms and how much one occurrence counts. */
export type Field = readonly [terms: readonly string[], weight: number];

export interface WeightedIndex {
	/** Adds each document's likeness to the query, times `share`, to its place in `scores`. */
	addScores(query: Iterable<string>, share: number, scores: Float64Array): void;
}

/**
 * An inverted index with BM25F likeness, normalised: what a document scores, divided by what one that repeats every
 * term of the query for ever would score. So it lies in 0…1 and compares between questions: a term that no document
 * has counts fully against everyone, which is what makes "no answer" tellable.
 *
 * Term frequencies of a document's fields are summed by the fields' weights before they saturate (BM25F), so the same
 * word in title and body is not paid twice.
 *
 * @param k1 how soon repeats stop counting
 * @param b how much long documents are held back, 0 to 1
 */
export function weightedIndex(documents: readonly (readonly Field[])[], k1: number, b: number): WeightedIndex {
	const postings = new Map<string, Posting[]>();
	const lengths = documents.map((fields) => fields.reduce((sum, [terms, weight]) => sum + terms.length * weight, 0));
	const mean = lengths.reduce((sum, length) => sum + length, 0) / Math.max(1, lengths.length);
	documents.forEach((fields, document) => {
		const held = k1 * (1 - b + (b * (lengths[document] ?? 0)) / (mean || 1));
		for (const [term, frequency] of frequencies(fields)) {
			const posting = { document, likeness: frequency / (frequency + held) };
			const list = postings.get(term);
			if (list) list.push(posting);
			else postings.set(term, [posting]);
		}
	});

	const idf = (found: number) => Math.log(1 + (documents.length - found + 0.5) / (found + 0.5));

	return {
		addScores(query, share, scores) {
			const terms = [...new Set(query)].map((term) => postings.get(term) ?? []);
			const mass = terms.reduce((sum, list) => sum + idf(list.length), 0);
			if (mass === 0) return;
			for (const list of terms) {
				const worth = (share * idf(list.length)) / mass;
				for (const { document, likeness } of list) scores[document] = (scores[document] ?? 0) + worth * likeness;
			}
		},
	};
}

interface Posting {
	document: number;
	/** The term's saturated frequency in the document, 0 to 1. */
	likeness: number;
}

function frequencies(fields: readonly Field[]): Map<string, number> {
	const sums = new Map<string, number>();
	for (const [terms, weight] of fields) {
		for (const term of terms) sums.set(term, (sums.get(term) ?? 0) + weight);
	}
	return sums;
}
