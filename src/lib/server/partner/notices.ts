import type { Words } from '$lib/i18n/words';
import { sentence } from '$lib/report/write/pen';
import { html, type Markup } from '../report/markup';
import type { Shown } from './report-page';

/** What stands above the report: that it was withdrawn or is not the newest; and, for the script to show, that a newer one came or the line is down. */
export function notices(
	{ version, versions }: Pick<Shown, 'version' | 'versions'>,
	newest: number,
	address: (of: number) => string,
	{ t, time }: Words
): Markup[] {
	const { number, withdrawn } = version;
	const line = (attributes: Markup, text: Markup | string, to: string | null, label: string) =>
		html`<div role="status" ${attributes}>
			<p>${text}</p>
			${to && html`<a href="${to}">${label}</a>`}
		</div>`;
	const all: Markup[] = [];
	const usable = versions.filter((of) => of.withdrawn === null).map((of) => of.number);
	if (withdrawn) {
		const instead = usable.length > 0 ? Math.max(...usable) : null;
		const told = html`<b>${t('partner.withdrawn.text', { number, time: time(withdrawn.at) })}</b>
			${t('partner.withdrawn.why', { why: sentence(withdrawn.why) })} ${t('partner.withdrawn.use')}`;
		all.push(
			line(
				html` class="notice warning printed"`,
				told,
				instead === null ? null : address(instead),
				t('partner.withdrawn.read', { number: instead ?? 0 })
			)
		);
	} else {
		if (number < newest)
			all.push(
				line(
					html` class="notice"`,
					html`<b>${t('partner.older.title')}.</b> ${t('partner.older.text', { newest })}`,
					address(newest),
					t('partner.older.read', { newest })
				)
			);
		all.push(
			line(html` class="notice warning" id="withdrawn" hidden`, t('partner.withdrawn.now'), address(number), t('partner.withdrawn.again'))
		);
	}
	return [
		...all,
		line(html` class="notice" id="newer" hidden`, t('partner.newer.text', { number }), address(newest), t('partner.newer.read')),
		line(html` class="notice warning" id="offline" hidden`, t('partner.offline.text', { time: '§' }), '', t('partner.offline.try')),
		line(html` class="notice warning" id="ended" hidden`, t('partner.ended.text'), null, '')
	];
}
