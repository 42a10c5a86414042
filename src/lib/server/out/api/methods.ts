import * as m from '$lib/messages';
import { method as risk } from '$lib/domain/findings/risk';
import type { Method } from '$lib/domain/core/method';
import { method as silence } from '$lib/domain/posts/silence';
import type { Words } from '$lib/i18n/words';
import { method as help } from '$lib/server/analysis/help/calls-for-help';
import { method as growth } from '$lib/server/analysis/growth';
import { method as retellings } from '$lib/server/analysis/hints/proposals/retellings';
import { method as looks } from '$lib/server/analysis/hints/proposals/maybe';
import { method as likeliest } from '$lib/server/analysis/hints/proposals/suggestions';
import { method as language } from '$lib/server/analysis/language';
import { method as stories } from '$lib/server/analysis/stories';
import { draftMethod, translationMethod } from '$lib/server/out/model/instructions';

/** The descriptions of all methods. A new method is added here and to `methodKeys`. */
export const methods: readonly Method[] = [
	language,
	help,
	stories,
	retellings,
	looks,
	likeliest,
	risk,
	growth,
	silence,
	translationMethod,
	draftMethod
];

/** A method in words, for the page and the algorithm register. */
export interface DescribedMethod extends Method {
	readonly name: string;
	readonly purpose: string;
	readonly data: string;
	readonly limits: string;
	readonly decides: string;
	/** Its figures in words; without figures, that it is a rule or depends on the model. */
	readonly measured: readonly string[];
}

export function describeMethods({ t, number }: Pick<Words, 't' | 'number'>): DescribedMethod[] {
	return methods.map((method) => {
		const { key, figures } = method;
		const noFigures = key === 'translation' || key === 'draft' ? 'model' : 'rule';
		return {
			...method,
			name: t(m.methods[key].name),
			purpose: t(m.methods[key].purpose),
			data: t(m.methods[key].data),
			limits: t(m.methods[key].limits),
			decides: t(m.methods[key].decides),
			measured:
				figures.length === 0
					? [t(m.methods.noFigures[noFigures])]
					: figures.map(({ name, value, n }) =>
							t(m.methods.figures[name], {
								percent: number(Math.round(value * 100)),
								n: number(n)
							})
						)
		};
	});
}

/** The text of a method to copy into the Dutch algorithm register, field by field. */
export function registerText(
	{ name, version, purpose, data, limits, decides, measured }: DescribedMethod,
	organisation: string | null,
	{ t }: Pick<Words, 't'>
): string {
	const fields: readonly (readonly [string, string])[] = [
		[t(m.methods.fields.name), `Voelspriet: ${name}`],
		[t(m.methods.fields.organisation), organisation ?? t(m.common.unknown)],
		[t(m.methods.fields.purpose), purpose],
		[t(m.methods.fields.data), data],
		[t(m.methods.fields.version), String(version)],
		[t(m.methods.fields.figures), measured.join(' ')],
		[t(m.methods.fields.limits), limits],
		[t(m.methods.fields.decides), decides]
	];
	return fields.map(([field, text]) => `${field}: ${text}`).join('\n');
}
