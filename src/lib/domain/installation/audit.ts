import { securityRecorded, type SecurityKind } from './security';

interface AuditGroup {
	/** The types of events in the logs. */
	readonly types: readonly string[];
	/** The kinds of `security.recorded`. */
	readonly security: readonly SecurityKind[];
}

/**
 * What administrators find back on the audit page, by group: who came in, who gave access, who decided, what left the
 * installation. What a desk does all day (labels, findings, readings) is not in it; the incident's own log has that.
 */
export const auditGroups = {
	access: {
		types: [],
		security: ['session.began', 'session.ended', 'session.endedAll', 'signIn.failed', 'signIn.slowed']
	},
	accounts: {
		types: [
			'person.admitted',
			'person.grantsSet',
			'person.suspended',
			'person.confirmed',
			'person.linked',
			'person.alikeNoted',
			'person.unlinkRequested',
			'person.distinguished',
			'account.opened'
		],
		security: [
			'password.invited',
			'password.reset',
			'password.chosen',
			'password.changed',
			'name.changed',
			'factor.added',
			'factor.removed',
			'factor.reset',
			'factor.recoveryUsed'
		]
	},
	settings: {
		types: [
			'installation.setUp',
			'installation.retentionSet',
			'installation.neighbourhoodsSet',
			'installation.mailDomainsSet',
			'installation.publicDetailsSet',
			'installation.helpContactSet',
			'token.made',
			'token.revoked',
			'outlet.connected',
			'outlet.disconnected',
			'connection.added',
			'connection.credentialSet',
			'source.added',
			'source.keySet'
		],
		security: ['key.rotated']
	},
	decisions: {
		types: [
			'text.approved',
			'text.approvalWithdrawn',
			'text.published',
			'text.publicationReviewed',
			'text.paused',
			'text.withdrawn',
			'report.released',
			'report.withdrawn',
			'prepared.approved',
			'prepared.retired'
		],
		security: []
	},
	shared: {
		types: ['link.made', 'link.revoked', 'link.signalsSet', 'link.figuresSet', 'link.phoneOpened'],
		security: ['file.taken']
	},
	incidents: { types: ['incident.opened', 'incident.closed', 'incident.reopened'], security: [] },
	privacy: {
		types: [
			'incident.held',
			'incident.holdEnded',
			'author.revealed',
			'author.lookedUp',
			'author.forgotten',
			'posts.forgotten',
			'posts.maskingStarted',
			'posts.masked',
			'log.redacted',
			'log.redactionRequested',
			'log.redactionConfirmed',
			'log.redactionDeclined',
			'archive.described',
			'archive.transferred'
		],
		security: []
	}
} as const satisfies Record<string, AuditGroup>;
export type AuditGroupName = keyof typeof auditGroups;
export const auditGroupNames = Object.keys(auditGroups) as AuditGroupName[];

type AuditedType = (typeof auditGroups)[AuditGroupName]['types'][number];
/** What a line of the page is about: an event's type, or what happened to an account. */
export type AuditKind = AuditedType | `security.${SecurityKind}`;

const audited: ReadonlyMap<string, AuditedType> = new Map(
	Object.values(auditGroups).flatMap(({ types }) => types.map((type): [string, AuditedType] => [type, type]))
);
/** Whether events of this type are on the page, with the address that they came from. */
export const isAudited = (type: string): boolean => audited.has(type) || type === securityRecorded.type;

const Recorded = securityRecorded.data.pick({ kind: true });
/** What a stored event is on the page; null where it is not on it, or was redacted so far that this is unknown. */
export function auditKindOf(type: string, data: unknown): AuditKind | null {
	if (type !== securityRecorded.type) return audited.get(type) ?? null;
	const kind = Recorded.safeParse(data).data?.kind;
	return kind ? `security.${kind}` : null;
}
