import { isAlertChannel } from '$lib/domain/incident/own-action';
import { sentencesOf } from '$lib/domain/core/texts/sentences';
import type { Words } from '$lib/i18n/words';
import { inSentences } from './report-context';

/** How a sentence begins that asks people to do something, or not to. */
const ASKS =
	/^\P{L}*(?:(?:let op|en|dus|daarom|nu|verder|bij nood|please)\P{L}+)*(?:blijf|blijven|sluit|ga|houd|hou|kook|bel|volg|vermijd|drink|gebruik|zet|kom|verlaat|neem|luister|kijk|help|schakel|doe|zoek|waarschuw|was|eet|raak|stop|bereid|wacht|let|meld|schuil|mijd|open|check|controleer|spoel|laat|wees|rijd|niet|u moet|u kunt|stay|close|go|keep|boil|call|follow|avoid|do|don['’]t|drink|leave|use|listen|turn|take|wait|move|warn)(?!\p{L})/iu;

/**
 * What we said or did, in whole sentences. Of an alert those that ask something of people: that it was sent is known.
 */
export function writeOwnWords(channel: string, of: string, maxLength: number, words: Words): string {
	const sentences = sentencesOf(of).map((each) => each.replace(/\s+/g, ' '));
	const asks = isAlertChannel(channel) ? sentences.filter((each) => ASKS.test(each)) : [];
	return asks.length > 0 ? asks.join(' ') : inSentences(sentences.join(' '), maxLength, words);
}
