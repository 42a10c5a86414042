import * as m from '../../messages';
import type { LabelKind, LabelValue } from '$lib/domain/stories/label-kinds';
import type { Message } from '$lib/messages/message';

interface LabelKindWords<K extends LabelKind> {
	readonly name: Message;
	readonly title: Message;
	/** Above its counts in a report. */
	readonly labels: Message;
	readonly values: Readonly<Record<LabelValue<K>, Message>>;
}

/** The words of each kind of label. */
export const labelKindWords: { readonly [K in LabelKind]: LabelKindWords<K> } = m.labelKinds;

const valueWords: Readonly<Record<LabelValue, Message>> = Object.assign(
	{},
	...Object.values(labelKindWords).map(({ values }) => values)
) as Record<LabelValue, Message>;
/** The word for a value of a label. */
export const labelWord = (value: LabelValue): Message => valueWords[value];
