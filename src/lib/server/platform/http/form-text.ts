/** A field of a form as text, empty when it is absent or a file. */
export function textFrom(form: FormData, name: string): string {
	const value = form.get(name);
	return typeof value === 'string' ? value : '';
}
