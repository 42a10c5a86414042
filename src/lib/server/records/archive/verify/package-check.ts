/** What a check found. Each fault is a sentence for people. */
export interface PackageCheck {
	readonly check: 'bag' | 'checksums' | 'metadata' | 'log' | 'signatures' | 'reports';
	readonly faults: readonly string[];
	/** What was checked, where nothing is wrong. */
	readonly says: string;
}
