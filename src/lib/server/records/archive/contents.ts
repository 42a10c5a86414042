import * as m from '$lib/messages';
import type { Sql } from '$lib/server/platform/driver/sql';
import {
	BAG_DECLARATION,
	bagInfoOf,
	inBagOrder,
	isPayload,
	manifestOf,
	payloadSum,
	type BagFile
} from '$lib/domain/archive/bag';
import { checksumOf } from '$lib/domain/core/checksum';
import { localDay } from '$lib/domain/core/local-time';
import type { IncidentId } from '$lib/domain/core/ids';
import { mdtoOfFile, mdtoOfIncident } from '$lib/domain/archive/mdto';
import { wordsIn } from '$lib/i18n/words';
import { plainName } from '$lib/server/read/report/export/plain-name';
import { codeBookParts, type MethodsIn } from './parts/code-book';
import { countParts } from './parts/count-parts';
import { evidenceParts } from './parts/evidence-parts';
import { logParts } from './parts/log-parts';
import { PACKAGE_FORMAT, SOFTWARE, type PackagePart, jsonText, part } from './parts/part';
import { reportParts, type WritePdf } from './parts/report-parts';
import { startPage } from './parts/start-page';
import { ArchiveError, archiveSubject, headOf, type ArchiveSubject } from './parts/subject';
import type { Collection, ReadRows, ReadState, Single } from '$lib/domain/core/state';

/** How a collection is archived. The state is made of masked events, so nothing in it names a private person. */
interface ArchivedRecord {
	readonly path: string;
	readonly rows: (state: ReadState) => readonly unknown[];
}

/** The rows in the order of their ids, which is the order in which they were made. */
const inOrder = <Id extends string | number, Row>(rows: ReadRows<Id, Row>): readonly unknown[] =>
	[...rows.entries()].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, row]) => row);
const single = (value: unknown): readonly unknown[] => (value === null ? [] : [value]);

/** What is in the package in another way, or not: why. */
interface NotArchived {
	readonly why: string;
}
const ofInstallation: NotArchived = { why: 'of the installation, not of an incident' };
const settingUp: NotArchived = { why: 'how the desk was set up; the log has each change' };

/** Everything that people decided, wrote and established. A new part of the state does not compile without its line. */
const archivedRecords: Readonly<Record<Collection | Single, ArchivedRecord | NotArchived>> = {
	incident: { path: 'incident/incident.json', rows: ({ incident }) => single(incident) },
	archive: { path: 'incident/archive.json', rows: ({ archive }) => single(archive) },
	profile: { path: 'incident/search-profile.json', rows: ({ profile }) => single(profile) },
	sources: { path: 'incident/sources.json', rows: ({ sources }) => inOrder(sources) },
	actions: { path: 'incident/actions.json', rows: ({ actions }) => inOrder(actions) },
	agreements: { path: 'incident/agreements.json', rows: ({ agreements }) => inOrder(agreements) },
	needs: { path: 'findings/needs.json', rows: ({ needs }) => inOrder(needs) },
	rumours: { path: 'findings/rumours.json', rows: ({ rumours }) => inOrder(rumours) },
	behaviours: { path: 'findings/behaviours.json', rows: ({ behaviours }) => inOrder(behaviours) },
	meanings: { path: 'findings/meanings.json', rows: ({ meanings }) => inOrder(meanings) },
	facts: { path: 'findings/facts.json', rows: ({ facts }) => inOrder(facts) },
	texts: { path: 'texts/texts.json', rows: ({ texts }) => inOrder(texts) },
	responses: { path: 'texts/responses.json', rows: ({ responses }) => inOrder(responses) },
	advice: { path: 'decisions/advice.json', rows: ({ advice }) => inOrder(advice) },
	learningPoints: { path: 'incident/learning-points.json', rows: ({ learningPoints }) => inOrder(learningPoints) },
	versions: { path: 'reports/versions.json', rows: ({ versions }) => inOrder(versions) },
	reportTexts: {
		path: 'reports/texts.json',
		rows: ({ reportTexts }) =>
			[...reportTexts.entries()].sort(([a], [b]) => (a < b ? -1 : 1)).map(([section, text]) => ({ section, ...text }))
	},
	quotes: { path: 'reports/quotes.json', rows: ({ quotes }) => inOrder(quotes) },
	labels: { why: 'in evidence/links.csv and in the counts, where they are used' },
	redactions: { why: 'the log has each request, its reason and who carried it out' },
	mergedFindings: { why: 'each finding has its fields of the end, and names the one it was merged into' },
	mergedStories: { why: 'each story has its posts of the end; the log has how it came to that' },
	keptApart: { why: 'as for merged stories' },
	authorKinds: { why: 'beside each post of the evidence' },
	passings: { why: 'in the log; the posts are in the evidence' },
	outages: { why: 'in each report that has them, and in the log' },
	partnerSignals: { why: 'in the log' },
	partnerQuestions: { why: 'in the log' },
	shareLinks: { why: 'in the log; a link opens nothing any more' },
	documentJudgements: { why: 'of a request for documents, which has a file of its own; in the log' },
	documentPassages: { why: 'as for the judgements' },
	alerts: { why: 'a notice to people of that moment; in the log' },
	alertRules: settingUp,
	savedSearches: settingUp,
	reportDue: settingUp,
	aftercareDue: settingUp,
	shift: settingUp,
	clock: settingUp,
	latest: { why: 'the log has the moment of each line' },
	computers: settingUp,
	modelUse: settingUp,
	people: ofInstallation,
	connections: ofInstallation,
	tokens: ofInstallation,
	outlets: ofInstallation,
	prepared: ofInstallation,
	installation: ofInstallation
};

/** A JSON file for each kind of record; an empty one means that there were none. */
const recordParts = ({ state }: Pick<ArchiveSubject, 'state'>): PackagePart[] =>
	Object.values(archivedRecords).flatMap((record) =>
		'why' in record ? [] : [part(record.path, () => jsonText(record.rows(state)))]
	);

/** What packing an incident needs, besides the database. */
interface PackageOptions {
	readonly incident: IncidentId;
	readonly methods: MethodsIn;
	readonly writePdf: WritePdf;
}

/** Everything that goes into a package: the payload, and the files that describe it once it is there. */
export interface PackageContents {
	readonly subject: ArchiveSubject;
	/** The name of the zip, and of the folder in it. */
	readonly name: string;
	/** Parts made under the same key are the same, so that a stopped package continues where it was. */
	readonly key: string;
	readonly parts: readonly PackagePart[];
	/** Throws when the log grew meanwhile, because the parts could then be of different states. */
	readonly confirm: () => Promise<void>;
	readonly tagFiles: (payload: readonly BagFile[]) => readonly TagFile[];
}
interface TagFile {
	readonly path: string;
	readonly text: string;
}

/** @throws ArchiveError */
export async function packageContents(
	sql: Sql,
	{ incident, methods, writePdf }: PackageOptions
): Promise<PackageContents> {
	const subject = await archiveSubject(sql, incident);
	return {
		subject,
		name: nameOf(subject),
		key: JSON.stringify([SOFTWARE.version, PACKAGE_FORMAT, subject.head.hash, subject.signed.length]),
		parts: inBagOrder([
			...reportParts(sql, subject, writePdf),
			...recordParts(subject),
			...countParts(sql, subject),
			...(await evidenceParts(sql, subject)),
			...logParts(sql, subject),
			...codeBookParts(subject, methods(subject.description.language))
		]),
		async confirm() {
			if ((await headOf(sql, incident)).hash !== subject.head.hash) throw new ArchiveError('changed');
		},
		tagFiles: (payload) => tagFiles(subject, payload)
	};
}

/** `archief-brand-zuiderpark-2026-11-20-OEFENING`: letters, digits and hyphens, valid everywhere. */
function nameOf({ incident, description }: ArchiveSubject): string {
	const { t, dayKey } = wordsIn(description.language);
	const parts = [
		t(m.archive.page.fileName),
		incident.title.slice(0, 80),
		dayKey(incident.start),
		incident.exercise ? t(m.exercise.word).toUpperCase() : ''
	];
	return parts
		.map(plainName)
		.filter((word) => word !== '')
		.join('-');
}

function tagFiles(subject: ArchiveSubject, payload: readonly BagFile[]): readonly TagFile[] {
	const files = payload.filter(({ path }) => isPayload(path));
	const described: TagFile[] = [
		{ path: 'index.html', text: startPage(subject, files) },
		{ path: 'metadata/incident.mdto.xml', text: incidentMetadata(subject, files) },
		...files.map((file) => ({
			path: `metadata/${file.path}.mdto.xml`,
			text: mdtoOfFile({ id: subject.id, title: subject.incident.title }, file, subject.head.at)
		})),
		{ path: 'bagit.txt', text: BAG_DECLARATION },
		{ path: 'bag-info.txt', text: bagInfo(subject, files) },
		{ path: 'manifest-sha256.txt', text: manifestOf(files) }
	];
	const listed = described.map(({ path, text }) => ({
		path,
		bytes: Buffer.byteLength(text),
		sha256: checksumOf(text)
	}));
	return [...described, { path: 'tagmanifest-sha256.txt', text: manifestOf(listed) }];
}

function bagInfo({ incident, organisation, description, head, id }: ArchiveSubject, files: readonly BagFile[]): string {
	const { t } = wordsIn(description.language);
	return bagInfoOf([
		['Source-Organization', organisation],
		['External-Description', `${incident.exercise ? `${t(m.exercise.word)}: ` : ''}${incident.title}`],
		['External-Identifier', description.caseNumber],
		['Internal-Sender-Identifier', id],
		// The day of the last line of the log: the same incident gives the same bytes whenever it is packed.
		['Bagging-Date', localDay(head.at)],
		['Bag-Software-Agent', `${SOFTWARE.name} ${SOFTWARE.version}`],
		['Payload-Oxum', payloadSum(files)],
		['Voelspriet-Package-Format', String(PACKAGE_FORMAT)],
		['Voelspriet-Log-Head', head.hash]
	]);
}

function incidentMetadata(
	{ id, incident, organisation, description, state }: ArchiveSubject,
	files: readonly BagFile[]
): string {
	const { t, date } = wordsIn('nl');
	return mdtoOfIncident({
		id,
		title: `${incident.exercise ? `${t(m.exercise.word)}: ` : ''}${incident.title}`,
		summary: t(m.archive.page.summary, {
			kind: t(m.incident.kinds[incident.kind]),
			place: incident.place,
			reports: state.versions.size,
			from: date(incident.start)
		}),
		place: incident.place,
		start: incident.start,
		end: incident.closed.at,
		closed: incident.closed.wallAt,
		organisation,
		exercise: incident.exercise,
		events: [
			{ label: 'Afsluiting', at: incident.closed.wallAt, result: null },
			...(state.archive?.transfers ?? []).map(({ to, at, on }) => ({
				label: 'Overdracht',
				at,
				result: `${to}, ${on}`
			}))
		],
		description,
		files: files.map(({ path }) => path)
	});
}
