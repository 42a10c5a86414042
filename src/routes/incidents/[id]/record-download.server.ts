import type { RequestEvent } from '@sveltejs/kit';
import type { IncidentId } from '$lib/domain/core/ids';

/**
 * Records on the audit page that a person took a file out of an incident. Exercises are left out: nothing real leaves.
 * @param what in a word of the program's own: `pdf 3`
 */
export async function recordDownload(
	{
		locals: { person, program },
		request,
		getClientAddress
	}: Pick<RequestEvent, 'locals' | 'request' | 'getClientAddress'>,
	incident: IncidentId,
	what: string
): Promise<void> {
	if (!person || program.logs.state(incident)?.incident?.exercise !== false) return;
	const by = { actor: person, origin: getClientAddress(), device: request.headers.get('user-agent') };
	await program.accounts.people.security.record({ kind: 'file.taken', incident, what }, by);
}
