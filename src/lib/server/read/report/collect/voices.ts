import { plainLetters } from '$lib/domain/core/plain-letters';
import { visibleText } from '$lib/domain/core/texts/visible';
import { millisecondsOf, momentOf, type Moment } from '$lib/domain/core/ids';
import { isOnLine } from '$lib/domain/posts/platform';
import type { Report } from '$lib/domain/report/content';
import type { EvidenceIndex } from './evidence';
import type { VoiceText } from './report-facts';

const MAX_VOICES = 8;
/** The shortest period, in milliseconds: a headline of an hour ago still sets the tone after a newer report. */
const MIN_PERIOD_MS = 60 * 60_000;
const MAX_HEADLINE_LENGTH = 120;

const kinds = ['media', 'officeHolder', 'organisation'] as const;

/** A post as one line, without links. What may be of private persons is masked with the rest of the report. */
export function headline(text: string): string {
	const line = visibleText(text)
		.replace(/https?:\/\/\S+/gi, '')
		.replace(/\s+/g, ' ')
		.trim();
	if (line.length <= MAX_HEADLINE_LENGTH) return line;
	const cut = line.slice(0, MAX_HEADLINE_LENGTH);
	return `${cut.slice(0, Math.max(cut.lastIndexOf(' '), MAX_HEADLINE_LENGTH / 2)).trimEnd()}…`;
}

/**
 * Section 5, of posts that a person looked at and found relevant: for each voice the post of this period that was
 * repeated most (posts in its story), and the newest of those repeated equally. Media first, then office holders, then
 * organisations, most repeated first.
 */
export function voices(evidence: EvidenceIndex, from: Moment): Pick<Report, 'voices' | 'noVoices'> {
	const since = Math.min(millisecondsOf(from), millisecondsOf(evidence.facts.moment) - MIN_PERIOD_MS);
	const loudest = new Map<string, VoiceText>();
	const posts = ({ story }: VoiceText) => evidence.facts.posts.size(story);
	let isUnseen = false;
	for (const voiceText of evidence.facts.voiceTexts) {
		// A question from the press is not a headline: only what was published counts.
		if (voiceText.at <= since || !isOnLine(voiceText.platform) || headline(voiceText.text) === '') continue;
		if (!evidence.isFoundRelevant(voiceText)) {
			isUnseen ||= !evidence.isLookedAt(voiceText);
			continue;
		}
		const key = `${voiceText.voice.kind} ${plainLetters(voiceText.voice.name)}`;
		const current = loudest.get(key);
		if (
			!current ||
			posts(voiceText) > posts(current) ||
			(posts(voiceText) === posts(current) && isLater(voiceText, current))
		)
			loudest.set(key, voiceText);
	}
	const voices = [...loudest.values()]
		.sort(
			(a, b) =>
				kinds.indexOf(a.voice.kind) - kinds.indexOf(b.voice.kind) ||
				posts(b) - posts(a) ||
				(a.voice.name < b.voice.name ? -1 : 1)
		)
		.slice(0, MAX_VOICES)
		.map((voiceText) => ({
			...voiceText.voice,
			headline: headline(voiceText.text),
			platform: voiceText.platform,
			at: momentOf(voiceText.at),
			posts: posts(voiceText),
			story: voiceText.story,
			...(voiceText.gone && { gone: true as const })
		}));
	if (voices.length > 0) return { voices };
	const isKnown = evidence.facts.voices.size + evidence.facts.voiceTexts.length > 0;
	return { voices, noVoices: isUnseen ? 'notLookedAt' : isKnown ? 'silent' : 'unknown' };
}

const isLater = (a: VoiceText, b: VoiceText): boolean => a.at > b.at || (a.at === b.at && a.text < b.text);
