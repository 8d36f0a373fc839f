// natural types only its whole index, which is slow to load and prints; these are the two files that we use.
declare module "natural/lib/natural/stemmers/porter_stemmer_es.js" {
	const stemmer: { stem(word: string): string };
	export default stemmer;
}

declare module "natural/lib/natural/stemmers/porter_stemmer.js" {
	const stemmer: { stem(word: string): string };
	export default stemmer;
}
