/** Parts of a language's messages; scripts/message-parts.mjs divides them. */
declare module '*.json?first' {
	const messages: Record<string, unknown>;
	export default messages;
}
declare module '*.json?refusals' {
	const messages: Record<string, unknown>;
	export default messages;
}
declare module '*.json?later' {
	const messages: Record<string, unknown>;
	export default messages;
}
