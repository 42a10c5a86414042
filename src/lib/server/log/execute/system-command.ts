import { createHash } from 'node:crypto';
import { CommandId } from '$lib/domain/core/ids';

/**
 * The id of an automatic action: a UUIDv8 (RFC 9562) derived from its subject, rule and time window, so that it is done
 * once however many processes attempt it (docs/domain.md, rule 2).
 */
export function systemSubjectId(subject: string, rule: string, window: string): string {
	const digest = createHash('sha256')
		.update(JSON.stringify([subject, rule, window]))
		.digest('hex');
	const variant = ((parseInt(digest.charAt(16), 16) & 0x3) | 0x8).toString(16);
	return `${digest.slice(0, 8)}-${digest.slice(8, 12)}-8${digest.slice(13, 16)}-${variant}${digest.slice(17, 20)}-${digest.slice(20, 32)}`;
}

export const systemCommandId = (subject: string, rule: string, window: string): CommandId =>
	CommandId.parse(systemSubjectId(subject, rule, window));
