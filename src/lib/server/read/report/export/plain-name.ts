/** Letters, digits and hyphens. */
export const plainName = (part: string): string =>
	part
		.normalize('NFKD')
		.replace(/\p{M}/gu, '')
		.replace(/[^A-Za-z0-9]+/g, '-')
		.replace(/^-|-$/g, '');
