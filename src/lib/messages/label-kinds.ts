import type { Messages } from './message';

/** The words of each kind of label in `domain/stories/label-kinds.ts`. */
export const labelKinds = {
	emotion: {
		name: { nl: 'emotie', en: 'emotion' },
		title: { nl: 'Emotie', en: 'Emotion' },
		labels: { nl: 'Emoties, gelabelde verhalen', en: 'Emotions, labelled stories' },
		values: {
			fear: { nl: 'angst', en: 'fear' },
			anger: { nl: 'boosheid', en: 'anger' },
			sadness: { nl: 'verdriet', en: 'sadness' },
			compassion: { nl: 'medeleven', en: 'compassion' },
			relief: { nl: 'opluchting', en: 'relief' },
			confusion: { nl: 'verwarring', en: 'confusion' },
			humour: { nl: 'humor', en: 'humour' }
		}
	},
	attitude: {
		name: { nl: 'houding', en: 'attitude' },
		title: { nl: 'Houding tegenover de overheid', en: 'Attitude to the authorities' },
		labels: { nl: 'Over de overheid, gelabelde verhalen', en: 'About the authorities, labelled stories' },
		values: {
			negative: { nl: 'kritisch', en: 'critical' },
			neutral: { nl: 'neutraal', en: 'neutral' },
			positive: { nl: 'waarderend', en: 'appreciative' }
		}
	}
} satisfies Messages;
