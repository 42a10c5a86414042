/** A proposal of the machine, with its origin, so that a person can judge it. It is never a decision. */
export interface Hint {
	/** name of the method, as in `methods` */
	readonly method: string;
	/** version of the method's rules: the same version gives the same answer to the same input */
	readonly version: number;
	/** how sure the method is, 0 to 1; comparable within a method only */
	readonly score: number;
	/** a short code and, after a colon, the words that led to it */
	readonly reason: string;
}
