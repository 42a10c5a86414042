import { plainLetters } from '$lib/domain/core/plain-letters';
import { visibleText } from '$lib/domain/core/texts/visible';
import { millisecondsOf, momentOf, type Moment } from '$lib/domain/core/ids';
import { isOnLine } from '$lib/domain/posts/platform';
import type { Report } from '$lib/domain/report/content';
import type { EvidenceIndex } from './evidence';
import type { VoiceText } from './report-facts';

const MAX_VOICES = 8;
/** A headline of an hour ago still sets the tone, even when the previous report is newer. */
const AT_LEAST = 60 * 60_000;
const LONGEST = 120;

const kinds = ['media', 'officeHolder', 'organisation'] as const;

/** One line of a post, without links and mentioned accounts: those may be private persons. */
export function headline(text: string): string {
	const line = visibleText(text)
		.replace(/https?:\/\/\S+/gi, '')
		.replace(/(^|[^\p{L}\p{N}_])@[\p{L}\p{N}_.-]+(@[\p{L}\p{N}.-]+)?/gu, '$1@…')
		.replace(/\s+/g, ' ')
		.trim();
	if (line.length <= LONGEST) return line;
	const cut = line.slice(0, LONGEST);
	return `${cut.slice(0, Math.max(cut.lastIndexOf(' '), LONGEST / 2)).trimEnd()}…`;
}

/**
 * Section 5, of posts that a person looked at and found relevant: for each voice the post of this period that was repeated most (posts in its story), the newest of equals.
 * Media first, then office holders, then organisations, most repeated first.
 */
export function voices(evidence: EvidenceIndex, from: Moment): Pick<Report, 'voices' | 'noVoices'> {
	const since = Math.min(millisecondsOf(from), millisecondsOf(evidence.facts.moment) - AT_LEAST);
	const loudest = new Map<string, VoiceText>();
	const posts = ({ story }: VoiceText) => evidence.facts.posts.size(story);
	let isUnseen = false;
	for (const said of evidence.facts.said) {
		// A question from the press is not a headline: only what was published counts.
		if (said.at <= since || !isOnLine(said.platform) || headline(said.text) === '') continue;
		if (!evidence.isFoundRelevant(said)) {
			isUnseen ||= !evidence.isLookedAt(said);
			continue;
		}
		const key = `${said.voice.kind} ${plainLetters(said.voice.name)}`;
		const held = loudest.get(key);
		if (!held || posts(said) > posts(held) || (posts(said) === posts(held) && isLater(said, held)))
			loudest.set(key, said);
	}
	const voices = [...loudest.values()]
		.sort(
			(a, b) =>
				kinds.indexOf(a.voice.kind) - kinds.indexOf(b.voice.kind) ||
				posts(b) - posts(a) ||
				(a.voice.name < b.voice.name ? -1 : 1)
		)
		.slice(0, MAX_VOICES)
		.map((said) => ({
			...said.voice,
			headline: headline(said.text),
			platform: said.platform,
			at: momentOf(said.at),
			posts: posts(said),
			story: said.story,
			...(said.gone && { gone: true as const })
		}));
	if (voices.length > 0) return { voices };
	const isKnown = evidence.facts.voices.size + evidence.facts.said.length > 0;
	return { voices, noVoices: isUnseen ? 'notLookedAt' : isKnown ? 'silent' : 'unknown' };
}

const isLater = (a: VoiceText, b: VoiceText): boolean => a.at > b.at || (a.at === b.at && a.text < b.text);
