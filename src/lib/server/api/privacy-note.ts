import { millisecondsOf, type Moment } from '$lib/domain/core/ids';
import { isAllowed, type Policy } from '$lib/domain/core/policy';
import { PersonalRole } from '$lib/domain/core/role';
import type { ReadState } from '$lib/domain/core/state';
import type { Incident } from '$lib/domain/incident/incident';
import { holdIncident } from '$lib/domain/incident/legal-hold';
import { redactLog } from '$lib/domain/incident/redaction';
import { setRetention } from '$lib/domain/incident/retention';
import { admitPerson, isReal } from '$lib/domain/installation/people';
import { makeToken } from '$lib/domain/installation/token';
import { approveText } from '$lib/domain/official-text/approval';
import { revealAuthor } from '$lib/domain/posts/author';
import type { Protocol } from '$lib/domain/posts/connections/protocols';
import { isOnLine, type Platform } from '$lib/domain/posts/platform';
import { isValid, makeShareLink, setLinkFigures } from '$lib/domain/report/share-link';
import { releaseReport } from '$lib/domain/report/version';
import type { Words } from '$lib/i18n/words';
import type { DescribedMethod } from './methods';

/** What decides how personal data are seen and passed on, with the policy that the domain itself enforces. */
const powers = {
	reveal: revealAuthor.allow,
	approve: approveText.allow,
	release: releaseReport.allow,
	links: makeShareLink.allow,
	figures: setLinkFigures.allow,
	programs: makeToken.allow,
	redact: redactLog.allow,
	hold: holdIncident.allow,
	retention: setRetention.allow,
	people: admitPerson.allow
} as const satisfies Readonly<Record<string, Policy>>;
type Power = keyof typeof powers;
const powerNames = Object.keys(powers) as readonly Power[]; // keys of a constant: nothing else can be in it

/** What the environment decides; addresses without what they keep secret. */
export interface PrivacySettings {
	readonly version: string;
	readonly retentionDays: number;
	readonly model: { readonly name: string; readonly origin: string } | null;
	/** The host that mail goes out by. */
	readonly mail: string | null;
	/** Devices that asked for notifications, at the push services of their browsers. */
	readonly devices: number;
	/** The host of an own PostgreSQL; null for the one that comes along. */
	readonly database: string | null;
	readonly demo: boolean;
}

/** All that the note says of this installation. Exercises are only counted: their posts are made up, except in files. */
interface PrivacyFacts extends PrivacySettings {
	readonly at: Moment;
	readonly organisation: string | null;
	readonly incidents: readonly (Pick<Incident, 'title' | 'legal' | 'expectedEnd'> & { readonly open: boolean })[];
	readonly held: number;
	readonly exercises: number;
	/** Exercises with posts from a file, which can be of real people. */
	readonly exercisesWithFiles: number;
	readonly protocols: readonly Protocol[];
	readonly platforms: readonly Platform[];
	readonly programs: number;
	readonly outlets: readonly string[];
	/** To reports: `pin`, `figures` and `signals` are of these. */
	readonly links: { readonly open: number; readonly pin: number; readonly figures: number; readonly signals: number };
	readonly questionLinks: number;
	readonly phoneLinks: number;
	readonly feeds: number;
	readonly people: readonly { readonly role: PersonalRole; readonly count: number; readonly may: readonly Power[] }[];
}

const sorted = <Name extends string>(names: Iterable<Name>): Name[] => [...new Set(names)].sort();

/** Reads the settings, the installation's log and every incident's log. */
export function privacyFacts(
	settings: PrivacySettings,
	installation: ReadState,
	states: readonly ReadState[],
	at: Moment
): PrivacyFacts {
	const real = states.filter(({ incident }) => incident && !incident.exercise);
	const incidents = real.flatMap(({ incident }) => incident ?? []);
	const sources = real.flatMap((state) => [...state.sources.values()].filter(({ state }) => state !== 'removed'));
	const openLinks = real.flatMap(({ shareLinks }) => [...shareLinks.values()]).filter((link) => isValid(link, at));
	const links = openLinks.filter(({ kind }) => kind === 'reports');
	const connections = [...installation.connections.values()].filter(({ removed }) => !removed);
	const people = [...installation.people.values()].filter(isReal);
	return {
		...settings,
		at,
		organisation: installation.installation?.organisation ?? null,
		incidents: incidents
			.map(({ title, legal, expectedEnd, closed }) => ({ title, legal, expectedEnd, open: closed === null }))
			.sort((a, b) => millisecondsOf(b.expectedEnd) - millisecondsOf(a.expectedEnd)),
		held: incidents.filter(({ hold }) => hold !== null).length,
		exercises: states.length - real.length,
		exercisesWithFiles: states.filter(
			({ incident, sources }) => incident?.exercise && [...sources.values()].some(({ kind }) => kind === 'file')
		).length,
		protocols: sorted(connections.map(({ protocol }) => protocol)),
		platforms: sorted(sources.map(({ platform }) => platform)),
		programs: [...installation.tokens.values()].filter(({ revoked, expires }) => !revoked && expires > at).length,
		outlets: sorted(
			[...installation.outlets.values()]
				.filter(({ disconnected }) => disconnected === null)
				.map(({ server }) => new URL(server).host)
		),
		links: {
			open: links.length,
			pin: links.filter(({ pin }) => pin).length,
			figures: links.filter(({ figures }) => figures).length,
			signals: links.filter(({ signals }) => signals).length
		},
		questionLinks: openLinks.filter(({ kind }) => kind === 'question').length,
		phoneLinks: openLinks.filter(({ kind }) => kind === 'phone').length,
		feeds: incidents.filter(({ feeds, closed }) => feeds && !closed).length,
		people: PersonalRole.options.map((role) => ({
			role,
			count: people.filter(({ grants }) => grants.some((grant) => grant.role === role)).length,
			may: powerNames.filter((power) => isAllowed([role], powers[power]))
		}))
	};
}

export interface NotePart {
	readonly id: string;
	readonly title: string;
	readonly paragraphs: readonly string[];
	readonly rows: readonly { readonly name: string; readonly lines: readonly string[] }[];
}

/** The note: parts that the installation's own facts and the rules of the domain fill in, and what a person must judge. */
export function privacyNote(
	facts: PrivacyFacts,
	methods: readonly DescribedMethod[],
	{ t, list, date }: Pick<Words, 't' | 'list' | 'date'>
): readonly NotePart[] {
	const { organisation, retentionDays: days, model, mail, devices, database, links, questionLinks, phoneLinks } = facts;
	const onLine = facts.platforms.filter(isOnLine);
	const offLine = facts.platforms.filter((platform) => !isOnLine(platform));
	const openLinks = [
		...(links.open > 0 ? [t('privacy.receivers.openLinks', { ...links })] : []),
		...(questionLinks > 0 ? [t('privacy.receivers.openQuestions', { count: questionLinks })] : []),
		...(phoneLinks > 0 ? [t('privacy.receivers.openPhones', { count: phoneLinks })] : [])
	];
	const named = (platforms: readonly Platform[]): string =>
		platforms.length === 0
			? t('privacy.none')
			: list(platforms.map((platform) => t(`report.document.platforms.${platform}`)));
	return [
		{
			id: 'what',
			title: t('privacy.what.title'),
			paragraphs: [t('privacy.what.lead'), t('privacy.what.left')],
			rows: [
				{ name: t('privacy.what.organisation'), lines: [organisation ?? t('privacy.what.noOrganisation')] },
				{
					name: t('privacy.what.made'),
					lines: [t('privacy.what.program', { date: date(facts.at), version: facts.version })]
				}
			]
		},
		{
			id: 'data',
			title: t('privacy.data.title'),
			paragraphs: [t('privacy.data.lead')],
			rows: [
				{ name: t('privacy.data.authors'), lines: [t('privacy.data.authorsWhat'), t('privacy.data.pseudonyms')] },
				{ name: t('privacy.data.staff'), lines: [t('privacy.data.staffWhat')] },
				{ name: t('privacy.data.partners'), lines: [t('privacy.data.partnersWhat')] },
				{ name: t('privacy.data.special'), lines: [t('privacy.data.specialWhat')] }
			]
		},
		{
			id: 'purpose',
			title: t('privacy.purpose.title'),
			paragraphs: [
				t('privacy.purpose.lead'),
				t('privacy.purpose.count', { incidents: facts.incidents.length, exercises: facts.exercises }),
				t('privacy.purpose.files', { count: facts.exercisesWithFiles })
			],
			rows: facts.incidents.map(({ title, legal, expectedEnd, open }) => ({
				name: title,
				lines: [
					t('privacy.purpose.occasion', { text: legal.occasion }),
					t('privacy.purpose.purpose', { text: legal.purpose }),
					t('privacy.purpose.ground', { text: legal.ground }),
					t(open ? 'privacy.purpose.until' : 'privacy.purpose.closed', { date: date(expectedEnd) })
				]
			}))
		},
		{
			id: 'sources',
			title: t('privacy.sources.title'),
			paragraphs: [t('privacy.sources.rule')],
			rows: [
				{ name: t('privacy.sources.onLine'), lines: [named(onLine)] },
				{ name: t('privacy.sources.offLine'), lines: [named(offLine)] },
				{
					name: t('privacy.sources.connections'),
					lines: [
						facts.protocols.length === 0
							? t('privacy.none')
							: list(facts.protocols.map((protocol) => t(`sources.protocols.${protocol}.name`)))
					]
				}
			]
		},
		{
			id: 'kept',
			title: t('privacy.kept.title'),
			paragraphs: [
				t('privacy.kept.days', { days }),
				t('installation.retention.lead'),
				t('installation.retention.stays'),
				t('installation.retention.backups'),
				t('privacy.kept.held', { count: facts.held })
			],
			rows: []
		},
		{
			id: 'who',
			title: t('privacy.who.title'),
			paragraphs: [t('privacy.who.lead'), t('privacy.who.logged')],
			rows: facts.people.map(({ role, count, may }) => ({
				name: t(`people.roles.${role}`),
				lines: [
					t('privacy.who.count', { count }),
					may.length === 0
						? t('privacy.who.nothing')
						: t('privacy.who.may', { powers: list(may.map((power) => t(`privacy.powers.${power}`))) })
				]
			}))
		},
		{
			id: 'receivers',
			title: t('privacy.receivers.title'),
			paragraphs: [t('privacy.receivers.lead')],
			rows: [
				{
					name: t('privacy.receivers.store'),
					lines: [
						database === null ? t('privacy.receivers.ownStore') : t('privacy.receivers.otherStore', { host: database })
					]
				},
				{
					name: t('privacy.receivers.links'),
					lines: openLinks.length === 0 ? [t('privacy.receivers.noLinks')] : openLinks
				},
				{ name: t('privacy.receivers.feeds'), lines: [t('privacy.receivers.feedsOpen', { count: facts.feeds })] },
				{ name: t('privacy.receivers.programs'), lines: [t('privacy.receivers.tokens', { count: facts.programs })] },
				{
					name: t('privacy.receivers.model'),
					lines: model
						? [t('model.leaves.where', model), t('model.leaves.masked'), t('model.leaves.rest')]
						: [t('model.leaves.none')]
				},
				{
					name: t('privacy.receivers.mail'),
					lines: [mail === null ? t('privacy.receivers.noMail') : t('privacy.receivers.mailBy', { host: mail })]
				},
				{ name: t('privacy.receivers.push'), lines: [t('privacy.receivers.devices', { count: devices })] },
				{
					name: t('privacy.receivers.outlets'),
					lines: [
						facts.outlets.length === 0
							? t('privacy.receivers.noOutlets')
							: t('privacy.receivers.publishing', { hosts: list(facts.outlets) })
					]
				},
				...(facts.demo ? [{ name: t('privacy.receivers.demo'), lines: [t('privacy.receivers.demoWhat')] }] : [])
			]
		},
		{
			id: 'methods',
			title: t('privacy.methods.title'),
			paragraphs: [t('privacy.methods.lead')],
			rows: methods
				.filter(({ key }) => model !== null || (key !== 'translation' && key !== 'draft'))
				.map(({ name, purpose, limits, decides, measured }) => ({
					name,
					lines: [purpose, ...measured, limits, decides]
				}))
		},
		{
			id: 'open',
			title: t('privacy.open.title'),
			paragraphs: [t('privacy.open.lead')],
			rows: (['need', 'risks', 'officer', 'agreements', 'informing'] as const).map((key) => ({
				name: t(`privacy.open.${key}`),
				lines: [t('privacy.open.line')]
			}))
		}
	];
}

/** The note as plain text, to work on in a word processor. */
export function noteText(title: string, parts: readonly NotePart[]): string {
	const blocks = parts.map((part, at) =>
		[
			`${String(at + 1)}. ${part.title}`,
			...part.paragraphs,
			...part.rows.map(({ name, lines }) => [`- ${name}`, ...lines.map((line) => `  ${line}`)].join('\n'))
		].join('\n')
	);
	return [title, ...blocks].join('\n\n').concat('\n');
}
