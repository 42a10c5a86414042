import { isAlertChannel } from '$lib/domain/incident/own-action';
import { sentencesOf, wholeSentences } from '$lib/domain/core/texts/sentences';

/** How a sentence begins that asks people to do something, or not to. */
const ASKS =
	/^\P{L}*(?:(?:let op|en|dus|daarom|nu|verder|bij nood|please)\P{L}+)*(?:blijf|blijven|sluit|ga|houd|hou|kook|bel|volg|vermijd|drink|gebruik|zet|kom|verlaat|neem|luister|kijk|help|schakel|doe|zoek|waarschuw|was|eet|raak|stop|bereid|wacht|let|meld|schuil|mijd|open|check|controleer|spoel|laat|wees|rijd|niet|u moet|u kunt|stay|close|go|keep|boil|call|follow|avoid|do|don['’]t|drink|leave|use|listen|turn|take|wait|move|warn)(?!\p{L})/iu;

/**
 * What we said or did, in whole sentences, with a mark where some are left out. Of an alert those that ask something of
 * people: that it was sent is known.
 */
export function writeOwnWords(channel: string, of: string, maxLength: number): string {
	const sentences = sentencesOf(of);
	const asks = isAlertChannel(channel) ? sentences.filter((each) => ASKS.test(each)) : [];
	const { text, left } = wholeSentences((asks.length > 0 ? asks : sentences).join('\n'), maxLength);
	return `${text.replace(/\s+/g, ' ')}${left > 0 ? ' …' : ''}`;
}
