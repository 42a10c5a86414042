import { languageOf } from '$lib/server/analysis/language';
import { read } from '$lib/server/analysis/stories/reading';
import { Places } from '$lib/server/analysis/text/places';
import type { Gold, LabelledScript } from '$lib/server/ingest/exercises/script';

/** What is impossible or contradictory in the labels of a script: a mistake there teaches and measures wrongly. */

export interface LabelFault {
	readonly check: string;
	/** the post, or the finding */
	readonly of: string;
	readonly why: string;
}

interface LabelledPost {
	readonly id: string;
	readonly text: string;
	readonly lang: string | null;
	/** an authority, a company or a person in office speaks */
	readonly isOfficial: boolean;
	/** the id of the post that it passes on */
	readonly shares: string | null;
	readonly gold: Gold;
}

type Check = (post: LabelledPost) => string | false;

/** Of a post by itself. */
const ofPosts: Readonly<Record<string, Check>> = {
	stance: ({ gold: { rumour, stance } }) =>
		(rumour === null) !== (stance === null) &&
		(stance === null ? 'a rumour without a stance' : `${stance} without a rumour`),
	noise: ({ gold }) => {
		if (gold.relevant) return false;
		const has: string[] = kinds.filter((kind) => gold[kind] !== null);
		for (const mark of ['help', 'gather', 'unclear', 'threat'] as const) if (gold[mark]) has.push(mark);
		if (gold.attitude !== 'none') has.push('attitude');
		return has.length > 0 && `not relevant, with ${has.join(', ')}`;
	},
	denial: ({ isOfficial, text, gold }) =>
		isOfficial &&
		gold.stance === 'supports' &&
		read(text, nowhere).rebuts &&
		!ownMistake.test(text) &&
		'an official denial as support',
	help: ({ gold }) =>
		gold.help && (gold.emotion === 'humour' || gold.emotion === 'relief') && `a call for help with ${gold.emotion}`,
	language: ({ text, lang }) => {
		const read = languageOf(text);
		// The letters alone are a guess.
		const isSure = read !== null && read.method !== 'language.letters';
		return isSure && lang !== read.lang && known.has(lang) && ['marked', lang, 'reads as', read.lang].join(' ');
	}
};
const nowhere = new Places({ place: null, places: [] });
/** Who corrects their own words says that those were untrue. */
const ownMistake = /rectificatie|vergist|excuses|schreven wij|ons eerdere/i;
/** The languages that the reader tells apart. */
const known: ReadonlySet<string | null> = new Set(['nl', 'en', 'de', 'fr', 'tr', 'ar', 'pl', 'uk', 'fy']);
const kinds = ['need', 'rumour', 'behaviour', 'meaning'] as const;
/** What a copy has as its original has it. An emotion may be that of who tells it. */
const inherited: readonly (keyof Gold)[] = ['relevant', ...kinds, 'stance', 'help', 'gather', 'unclear', 'threat'];
const everything: readonly (keyof Gold)[] = [...inherited, 'emotion', 'attitude', 'story'];
/** A share may begin with at most this many words, which name whose post it shares. */
const MAX_SHARE_WORDS = 3;

/** Every fault of a script's labels. */
export function labelFaults({ script, gold, findings }: LabelledScript): LabelFault[] {
	const posts: LabelledPost[] = [];
	const faults: LabelFault[] = [];
	for (const item of script.items) {
		if (item.kind !== 'post') continue;
		const { externalId: id, text, lang, author, shares } = item.post;
		const own = gold.get(id);
		if (!own) faults.push({ check: 'unlabelled', of: id, why: 'has no labels' });
		else {
			const isOfficial = author?.kind === 'organisation' || author?.kind === 'officeHolder';
			posts.push({ id, text, lang, isOfficial, shares, gold: own });
		}
	}
	for (const post of posts)
		for (const [check, faultOf] of Object.entries(ofPosts)) {
			const why = faultOf(post);
			if (why !== false) faults.push({ check, of: post.id, why });
		}
	return [
		...faults,
		...unlike('sameText', posts, everything, ({ text }) => lettersOf(text)),
		...unlike('sameStory', posts, inherited, ({ gold }) => gold.story),
		...shareFaults(posts),
		...keyFaults(posts, findings),
		...verdictFaults(posts, findings)
	];
}

/** Posts that have this in common and not the labels. */
function unlike(
	check: string,
	posts: readonly LabelledPost[],
	labels: readonly (keyof Gold)[],
	common: (post: LabelledPost) => string
): LabelFault[] {
	const first = new Map<string, LabelledPost>();
	return posts.flatMap((post) => {
		const key = common(post);
		const before = first.get(key);
		if (!before) first.set(key, post);
		if (!before || key === '') return [];
		const differ = labels.filter((label) => post.gold[label] !== before.gold[label]);
		return differ.length > 0 ? [{ check, of: post.id, why: `${differ.join(', ')} unlike ${before.id}` }] : [];
	});
}
const lettersOf = (text: string): string => (text.toLowerCase().match(/[\p{L}\p{N}?]+/gu) ?? []).join(' ');

/** A share that adds nothing belongs to the story of what it shares. */
function shareFaults(posts: readonly LabelledPost[]): LabelFault[] {
	const byId = new Map(posts.map((post) => [post.id, post]));
	return posts.flatMap(({ id, text, shares, gold }) => {
		const original = shares === null ? undefined : byId.get(shares);
		if (!original || original.gold.story === gold.story) return [];
		const [own, shared] = [lettersOf(text), lettersOf(original.text)];
		const isBare = own.endsWith(shared) && own.slice(0, -shared.length).trim().split(' ').length <= MAX_SHARE_WORDS;
		return isBare ? [{ check: 'share', of: id, why: `another story than ${original.id}, which it shares` }] : [];
	});
}

function keyFaults(posts: readonly LabelledPost[], findings: LabelledScript['findings']): LabelFault[] {
	const used = new Set(posts.flatMap(({ gold }) => kinds.map((kind) => `${kind}/${String(gold[kind])}`)));
	const described = new Set(findings.map(({ of, key }) => `${of}/${key}`));
	const kindsDescribed = new Set<string>(findings.map(({ of }) => of));
	const unused = [...described].filter((name) => !used.has(name));
	const undescribed = [...used].filter(
		(name) => !name.endsWith('/null') && kindsDescribed.has(name.split('/')[0] ?? '') && !described.has(name)
	);
	return [
		...unused.map((name) => ({ check: 'unused', of: name, why: 'no post has it' })),
		...undescribed.map((name) => ({ check: 'undescribed', of: name, why: 'no line says what it stands for' }))
	];
}

/** What turned out false, no authority says in words of its own; what turned out true, somebody says. */
function verdictFaults(posts: readonly LabelledPost[], findings: LabelledScript['findings']): LabelFault[] {
	return findings.flatMap((finding): LabelFault[] => {
		if (finding.of !== 'rumour') return [];
		const about = posts.filter(({ gold }) => gold.rumour === finding.key);
		const wronglySupporting = about.filter(
			({ isOfficial, shares, gold }) => isOfficial && shares === null && gold.stance === 'supports'
		);
		if (finding.verdict === 'false' && wronglySupporting.length > 0)
			return wronglySupporting.map(({ id }) => ({
				check: 'verdict',
				of: id,
				why: `an official supports ${finding.key}, which is false`
			}));
		return finding.verdict === 'true' && !about.some(({ gold }) => gold.stance === 'supports')
			? [{ check: 'verdict', of: finding.key, why: 'true, and nobody supports it' }]
			: [];
	});
}
