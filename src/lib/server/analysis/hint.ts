/** What the machine proposes carries where it comes from, so that a person can weigh it. It is never a decision. */
export interface Hint {
	/** name of the method, as in `methods` */
	readonly method: string;
	/** version of the method's rules: the same version gives the same answer to the same input */
	readonly version: number;
	/** how sure the method is, 0 to 1; comparable within a method only */
	readonly score: number;
	/** short code, after a colon the words that led to it */
	readonly reason: string;
}
