import * as m from '$lib/messages';
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

/** The actions that affect who sees personal data, with the policies that the domain enforces. */
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

/** The facts from the configuration; addresses without their secrets. */
export interface PrivacySettings {
	readonly version: string;
	readonly retentionDays: number;
	readonly model: { readonly name: string; readonly origin: string } | null;
	/** The host of the mail server. */
	readonly mail: string | null;
	/** The number of devices with push notifications. */
	readonly devices: number;
	/** The host of an external PostgreSQL; null for the built-in one. */
	readonly database: string | null;
	readonly demo: boolean;
}

/** The facts in the note. Exercises are only counted, because their posts are fictional, except those from files. */
interface PrivacyFacts extends PrivacySettings {
	readonly at: Moment;
	readonly organisation: string | null;
	readonly incidents: readonly (Pick<Incident, 'title' | 'legal' | 'expectedEnd'> & { readonly open: boolean })[];
	readonly onHold: number;
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
		onHold: incidents.filter(({ hold }) => hold !== null).length,
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

/** The note: parts filled in from the facts and the domain's rules, and parts that a person must fill in. */
export function privacyNote(
	facts: PrivacyFacts,
	methods: readonly DescribedMethod[],
	{ t, list, date }: Pick<Words, 't' | 'list' | 'date'>
): readonly NotePart[] {
	const { organisation, retentionDays: days, model, mail, devices, database, links, questionLinks, phoneLinks } = facts;
	const onLine = facts.platforms.filter(isOnLine);
	const offLine = facts.platforms.filter((platform) => !isOnLine(platform));
	const openLinks = [
		...(links.open > 0 ? [t(m.privacy.receivers.openLinks, { ...links })] : []),
		...(questionLinks > 0 ? [t(m.privacy.receivers.openQuestions, { count: questionLinks })] : []),
		...(phoneLinks > 0 ? [t(m.privacy.receivers.openPhones, { count: phoneLinks })] : [])
	];
	const named = (platforms: readonly Platform[]): string =>
		platforms.length === 0
			? t(m.privacy.none)
			: list(platforms.map((platform) => t(m.report.document.platforms[platform])));
	return [
		{
			id: 'what',
			title: t(m.privacy.what.title),
			paragraphs: [t(m.privacy.what.lead), t(m.privacy.what.left)],
			rows: [
				{ name: t(m.privacy.what.organisation), lines: [organisation ?? t(m.privacy.what.noOrganisation)] },
				{
					name: t(m.privacy.what.made),
					lines: [t(m.privacy.what.program, { date: date(facts.at), version: facts.version })]
				}
			]
		},
		{
			id: 'data',
			title: t(m.privacy.data.title),
			paragraphs: [t(m.privacy.data.lead)],
			rows: [
				{ name: t(m.privacy.data.authors), lines: [t(m.privacy.data.authorsWhat), t(m.privacy.data.pseudonyms)] },
				{ name: t(m.privacy.data.staff), lines: [t(m.privacy.data.staffWhat)] },
				{ name: t(m.privacy.data.partners), lines: [t(m.privacy.data.partnersWhat)] },
				{ name: t(m.privacy.data.special), lines: [t(m.privacy.data.specialWhat)] }
			]
		},
		{
			id: 'purpose',
			title: t(m.privacy.purpose.title),
			paragraphs: [
				t(m.privacy.purpose.lead),
				t(m.privacy.purpose.count, { incidents: facts.incidents.length, exercises: facts.exercises }),
				t(m.privacy.purpose.files, { count: facts.exercisesWithFiles })
			],
			rows: facts.incidents.map(({ title, legal, expectedEnd, open }) => ({
				name: title,
				lines: [
					t(m.privacy.purpose.occasion, { text: legal.occasion }),
					t(m.privacy.purpose.purpose, { text: legal.purpose }),
					t(m.privacy.purpose.ground, { text: legal.ground }),
					t(open ? m.privacy.purpose.until : m.privacy.purpose.closed, { date: date(expectedEnd) })
				]
			}))
		},
		{
			id: 'sources',
			title: t(m.privacy.sources.title),
			paragraphs: [t(m.privacy.sources.rule)],
			rows: [
				{ name: t(m.privacy.sources.onLine), lines: [named(onLine)] },
				{ name: t(m.privacy.sources.offLine), lines: [named(offLine)] },
				{
					name: t(m.privacy.sources.connections),
					lines: [
						facts.protocols.length === 0
							? t(m.privacy.none)
							: list(facts.protocols.map((protocol) => t(m.sources.protocols[protocol].name)))
					]
				}
			]
		},
		{
			id: 'kept',
			title: t(m.privacy.kept.title),
			paragraphs: [
				t(m.privacy.kept.days, { days }),
				t(m.installation.retention.lead),
				t(m.installation.retention.stays),
				t(m.installation.retention.backups),
				t(m.privacy.kept.held, { count: facts.onHold })
			],
			rows: []
		},
		{
			id: 'who',
			title: t(m.privacy.who.title),
			paragraphs: [t(m.privacy.who.lead), t(m.privacy.who.logged)],
			rows: facts.people.map(({ role, count, may }) => ({
				name: t(m.roles[role]),
				lines: [
					t(m.privacy.who.count, { count }),
					may.length === 0
						? t(m.privacy.who.nothing)
						: t(m.privacy.who.may, { powers: list(may.map((power) => t(m.privacy.powers[power]))) })
				]
			}))
		},
		{
			id: 'receivers',
			title: t(m.privacy.receivers.title),
			paragraphs: [t(m.privacy.receivers.lead)],
			rows: [
				{
					name: t(m.privacy.receivers.store),
					lines: [
						database === null ? t(m.privacy.receivers.ownStore) : t(m.privacy.receivers.otherStore, { host: database })
					]
				},
				{
					name: t(m.privacy.receivers.links),
					lines: openLinks.length === 0 ? [t(m.privacy.receivers.noLinks)] : openLinks
				},
				{ name: t(m.privacy.receivers.feeds), lines: [t(m.privacy.receivers.feedsOpen, { count: facts.feeds })] },
				{ name: t(m.privacy.receivers.programs), lines: [t(m.privacy.receivers.tokens, { count: facts.programs })] },
				{
					name: t(m.privacy.receivers.model),
					lines: model
						? [t(m.model.leaves.where, model), t(m.model.leaves.masked), t(m.model.leaves.rest)]
						: [t(m.model.leaves.none)]
				},
				{
					name: t(m.privacy.receivers.mail),
					lines: [mail === null ? t(m.privacy.receivers.noMail) : t(m.privacy.receivers.mailBy, { host: mail })]
				},
				{ name: t(m.privacy.receivers.push), lines: [t(m.privacy.receivers.devices, { count: devices })] },
				{
					name: t(m.privacy.receivers.outlets),
					lines: [
						facts.outlets.length === 0
							? t(m.privacy.receivers.noOutlets)
							: t(m.privacy.receivers.publishing, { hosts: list(facts.outlets) })
					]
				},
				...(facts.demo ? [{ name: t(m.privacy.receivers.demo), lines: [t(m.privacy.receivers.demoWhat)] }] : [])
			]
		},
		{
			id: 'methods',
			title: t(m.privacy.methods.title),
			paragraphs: [t(m.privacy.methods.lead)],
			rows: methods
				.filter(({ key }) => model !== null || (key !== 'translation' && key !== 'draft'))
				.map(({ name, purpose, limits, decides, measured }) => ({
					name,
					lines: [purpose, ...measured, limits, decides]
				}))
		},
		{
			id: 'open',
			title: t(m.privacy.open.title),
			paragraphs: [t(m.privacy.open.lead)],
			rows: (['need', 'risks', 'officer', 'agreements', 'informing'] as const).map((key) => ({
				name: t(m.privacy.open[key]),
				lines: [t(m.privacy.open.line)]
			}))
		}
	];
}

/** The note as plain text, for a word processor. */
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
