/** A form that was sent and whose outcome its sender does not know. */
export interface SentForm {
	/** The name of its form action. */
	readonly action: string;
	/** The id of its command; null when it has none. */
	readonly command: string | null;
	/** It was refused because its sender was no longer signed in. */
	readonly isSignedOut: boolean;
}

const FIELD = 'sent';
const FORMAT = /^(\w+)\.([0-9a-f-]{36})?\.(out)?$/;

/**
 * The page of a form, which then says whether what was sent is stored.
 * @param form the address that it was sent to @param fields what was sent, where that could be read
 */
export function outcomeAddress(form: URL, fields: FormData | null, isSignedOut: boolean): string {
	const search = new URLSearchParams(form.searchParams);
	const action = [...search.keys()].find((name) => name.startsWith('/')) ?? '/default';
	const command = fields?.get('command');
	const isId = typeof command === 'string' && /^[0-9a-f-]{36}$/.test(command);
	search.delete(action);
	search.set(FIELD, `${action.slice(1)}.${isId ? command : ''}.${isSignedOut ? 'out' : ''}`);
	return `${form.pathname}?${search.toString()}`;
}

/** The form of which a page says the outcome; null for none. */
export function sentFormOf(search: URLSearchParams): SentForm | null {
	const found = FORMAT.exec(search.get(FIELD) ?? '');
	if (!found) return null;
	const [, action = '', command = null, out] = found;
	return { action, command, isSignedOut: out !== undefined };
}

/** The fields of a form that carries no file; null where they cannot be read. */
export async function fieldsOf(request: Request): Promise<FormData | null> {
	if (!request.headers.get('content-type')?.startsWith('application/x-www-form-urlencoded')) return null;
	return request.formData().catch(() => null);
}
