import { openLines } from '../server/analysis/open-data';
import { train, type Example, type Training } from '$lib/server/analysis/hints/models/logistic';
import { lettersOf, ROWS, type LetterWeights } from '$lib/server/analysis/language-letters';

/** The weights of letters are trained on open sentences in these languages, to tell Dutch from the others. */
const languages = ['nl', 'en', 'de', 'tr', 'pl'] as const;
type Sentences = Readonly<Record<(typeof languages)[number], readonly string[]>>;

/** Null when this machine has no such files. */
export function openSentences(): Sentences | null {
	const [nl, en, de, tr, pl] = languages.map((lang) => openLines(`language/${lang}.txt`));
	return nl && en && de && tr && pl ? { nl, en, de, tr, pl } : null;
}

/** A post is often shorter than a sentence: each is used in full, and cut to these numbers of letters. */
const CUTS = [20, 40, 80, Infinity];
/** Chosen by what the other half of the sentences gives; four times as strong or as weak changes them by a hundredth. */
const training: Training = { rounds: 30, penalty: 3e-6, balance: 0 };

/** One half is trained on, the other measured. */
export const trainedOn = (sentences: readonly string[]): string[] => sentences.filter((_, at) => at % 2 === 0);
export const heldOut = (sentences: readonly string[]): string[] => sentences.filter((_, at) => at % 2 === 1);

/** The weights as the program ships them: the same at every run. */
export function lettersFrom(sentences: Sentences): LetterWeights {
	const examples = languages.flatMap((lang) =>
		trainedOn(sentences[lang]).flatMap((sentence) =>
			CUTS.map((cut): Example => ({ sparse: lettersOf(sentence.slice(0, cut)), yes: lang === 'nl', offset: 0 }))
		)
	);
	const { of, bias } = train(examples, ROWS, training);
	const unit = Math.ceil((Math.max(...of.map(Math.abs)) / 127) * 1e6);
	const bytes = Int8Array.from(of, (weight) => Math.round((weight * 1e6) / unit));
	return { weights: Buffer.from(bytes).toString('base64'), unit, bias: Math.round(bias * 1e3) };
}
