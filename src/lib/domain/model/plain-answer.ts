/** The answer of a model as plain text: without its thoughts, invisible characters and marks of formatting. */
export const plainAnswer = (answer: string): string =>
	answer
		.replace(/^\s*<think>[\s\S]*?<\/think>/u, '')
		.replaceAll(/[^\P{C}\n]/gu, '')
		.replaceAll(/[*`#]+|<\/?[a-z][^<>]*>/giu, '')
		.trim();

const webAddress =
	/(?:https?:\/\/|www\.)[^\s)\]]+|(?<![\p{L}\d@.-])[\p{L}\d-]+(?:\.[\p{L}\d-]+)*\.[a-z]{2,}(?![\p{L}\d])(?:\/[^\s)\]]*)?/gu;

/** Everything that a reader could take for a web address, without its closing punctuation. */
export const webAddressesIn = (text: string): string[] =>
	[...text.matchAll(webAddress)].map(([address]) => address.replace(/(?<![.,;:!?…])[.,;:!?…]+$/u, ''));
