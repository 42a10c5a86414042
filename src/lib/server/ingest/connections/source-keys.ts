import { randomBytes } from 'node:crypto';
import { CommandId, momentOf, type IncidentId, type SourceId } from '$lib/domain/core/ids';
import { newId } from '$lib/domain/core/new-id';
import { Refusal } from '$lib/domain/core/refusal';
import { setSourceKey, validKeys } from '$lib/domain/posts/source';
import type { By } from '$lib/server/people/accounts/people';
import type { Executor } from '$lib/server/log/execute/execute';
import type { Credentials } from './credentials';

/** The start of every key, by which programs that search code and logs for leaked secrets recognise it. */
const PREFIX = 'vsk_';

/**
 * Makes a key with which a program signs what it sends to a source; the previous key stays valid for some hours.
 * @returns the key, 256 random bits, which is never shown again.
 * @throws Refusal
 */
export async function newSourceKey(
	{ executor, credentials }: { readonly executor: Executor; readonly credentials: Credentials },
	incident: IncidentId,
	source: SourceId,
	overlap: number,
	{ actor, origin }: By
): Promise<string> {
	const found = executor.logs.state(incident)?.sources.get(source);
	if (!found) throw new Refusal('source.absent');
	const key = PREFIX + randomBytes(32).toString('base64url');
	const validMarks = validKeys(found, momentOf(Date.now())).map(({ mark }) => mark);
	const mark = await credentials.store({ incident, source }, key, validMarks);
	const command = setSourceKey({ source, mark, overlap });
	await executor.execute(incident, { id: CommandId.parse(newId()), ...command }, actor, origin);
	return key;
}
