import type { Language } from '$lib/i18n/language';
import { icons, type IconName } from '$lib/ui/icons';
import type { Block, Line, Part, Piece, ReportDocument, Row, Section, ShareTable, TableRow } from '$lib/report/write/document';
import { riskIcons, trendIcons } from '$lib/report/icons';
import { html, type Markup } from './markup';

/** The report as HTML: complete without script, semantic, and without one reference to who said what. Styled by src/lib/report/document.css. */
export class DocumentHtml {
	/**
	 * @param level of the title's heading; sections are one below
	 */
	constructor(
		readonly language: Language,
		readonly level: 1 | 2 = 1
	) {}

	article({ head, contents, parts, foot }: ReportDocument): Markup {
		const title = html`<span id="report-title">${head.title}</span>`;
		const meta = head.meta.map(({ line, long }) => html`<li${long ? html` class="long"` : null}>${this.#line(line)}</li>`);
		return html`<article class="report" aria-labelledby="report-title">
			<header class="report-head">
				<p class="report-kicker">${head.kicker}</p>
				${this.level === 1 ? html`<h1 class="report-title">${title}</h1>` : html`<h2 class="report-title">${title}</h2>`}
				<ul class="report-meta">
					${meta}
				</ul>
			</header>
			${parts.map((part) => html`${this.#part(part)}${part.id === 'short' && this.#contents(contents, parts)}`)}
			<footer class="report-foot"><p>${foot}</p></footer>
		</article>`;
	}

	/** Folded; where there is room the page shows the list beside the report instead. */
	#contents({ name, count }: ReportDocument['contents'], parts: readonly Part[]): Markup {
		const all = parts.flatMap(({ sections }) => sections);
		const items = all.map(
			({ number, short }) =>
				html`<li>
					<a href="#s${number}"><span>${number}</span>${short}</a>
				</li>`
		);
		return html`<nav class="report-contents" aria-label="${name}">
			<details>
				<summary>${count}</summary>
				<ol>
					${items}
				</ol>
			</details>
		</nav> `;
	}

	#part({ id, title, sub, sections }: Part): Markup {
		const body = sections.map((section) => this.#section(section));
		if (id === 'short') return html`<div class="report-part report-short">${body}</div>`;
		return html`<div class="report-part report-${id}">
			<p class="report-part-name"><b>${title}</b> ${sub}</p>
			${body}
		</div> `;
	}

	#section({ number, title, question, blocks }: Section): Markup {
		const inner = html`<span class="report-no">${number}</span>
			${title}${question && html` <span class="report-question">${question}</span>`}`;
		const heading = this.level === 1 ? html`<h2 id="s${number}">${inner}</h2>` : html`<h3 id="s${number}">${inner}</h3>`;
		return html`<section aria-labelledby="s${number}">${heading} ${blocks.map((block) => this.#block(block))}</section> `;
	}

	#block(block: Block): Markup {
		switch (block.kind) {
			case 'lead':
				return html`<div class="report-lead" ${this.#dutch}>${block.paragraphs.map((of) => html`<p>${of}</p>`)}</div>`;
			case 'said':
				return html`<div class="report-said" ${this.#dutch}>${block.paragraphs.map((of) => html`<p>${of}</p>`)}</div>`;
			case 'note':
				return html`<p>${block.text}</p>`;
			case 'missing':
				return html`<p class="report-missing">${block.text}</p>`;
			case 'creed':
				return html`<p class="report-creed"><b>${block.strong}</b> ${block.text}</p>`;
			case 'rows':
				return html`<dl class="report-rows">${block.rows.map((row) => this.#row(row))}</dl>`;
			case 'shares':
				return html`<div class="report-pair">${block.tables.map((table) => this.#shares(table))}</div>`;
			case 'changes':
				return html`<dl class="report-changes">
						${block.columns.map(
							({ icon, name, lines }) =>
								html`<div>
									<dt>${draw(icon)}${name}</dt>
									${this.#lines(lines)}
								</div>`
						)}
					</dl>
					${block.note && html`<p class="report-changes-note">${block.note}</p>`}`;
			case 'advice':
				return html`<ol class="report-advice">
						${block.rows.map(
							({ goal, what, meta }) =>
								html`<li>
									<p class="report-goal">${goal}</p>
									<div>
										<p class="report-what" ${this.#dutch}>${what}</p>
										<ul class="report-meta">
											${meta.map((line) => html`<li>${this.#line(line)}</li>`)}
										</ul>
									</div>
								</li>`
						)}
					</ol>
					${block.became.map((line) => html`<p class="report-became">${draw('check')}<span>${this.#line(line)}</span></p>`)}`;
			case 'table':
				return html`<table class="report-table report-${block.id}">
					<caption>
						${block.caption}
					</caption>
					<thead>
						<tr>
							${block.columns.map(({ label, kind }) => html`<th scope="col" class="${kind}">${label}</th>`)}
						</tr>
					</thead>
					<tbody>
						${block.rows.map((row) => this.#tableRow(row, block))}
					</tbody>
				</table>`;
		}
	}

	#tableRow({ head, under, cells }: TableRow, { columns }: Extract<Block, { kind: 'table' }>): Markup {
		const below = under.map((line) => html`<span class="report-under">${this.#line(line)}</span>`);
		const rest = columns.slice(1).map(({ label, kind }, at) => {
			const cell = cells[at] ?? null;
			return cell
				? html`<td class="${kind}" data-name="${label.toLowerCase()}">${this.#line(cell)}</td>`
				: html`<td class="${kind} nothing">–</td>`;
		});
		return html`<tr>
			<th scope="row">${this.#line(head)}${below}</th>
			${rest}
		</tr> `;
	}

	#row({ name, lines }: Row): Markup {
		return html`<div>
			<dt>${name}</dt>
			${this.#lines(lines)}
		</div>`;
	}
	#lines(lines: readonly Line[]): Markup[] {
		return lines.map((line) => html`<dd>${this.#line(line)}</dd>`);
	}
	#shares({ caption, few, rows }: ShareTable): Markup {
		if (few !== null) return html`<p class="report-few">${caption}: ${few}</p>`;
		const written = rows.map(
			({ key, icon, name, percent, text }) =>
				html`<tr class="is-${key}">
					<th scope="row">${icon ? draw(icon) : html`<span class="report-icon"></span>`}${name}</th>
					<td class="number">${text}</td>
					<td>
						<svg class="report-bar" viewBox="0 0 100 10" preserveAspectRatio="none" aria-hidden="true">
							<rect width="${percent}" height="10" />
						</svg>
					</td>
				</tr>`
		);
		return html`<table class="report-shares">
			<caption>
				${caption}
			</caption>
			<tbody>
				${written}
			</tbody>
		</table>`;
	}

	#line(line: Line): Markup[] {
		return line.map((piece) => this.#piece(piece));
	}
	#piece(piece: Piece): Markup {
		switch (piece.kind) {
			case 'text': {
				if (piece.open) return html`<b class="report-open">${piece.text}</b>`;
				if (piece.strong) return html`<b>${piece.text}</b>`;
				return piece.subtle ? html`<span class="report-subtle">${piece.text}</span>` : html`${piece.text}`;
			}
			case 'said': {
				const words = piece.strong ? html`<b>${piece.text}</b>` : html`${piece.text}`;
				if (piece.quoted) return html`<q${this.#dutch}>${words}</q>`;
				return this.language === 'nl' ? words : html`<span lang="nl">${words}</span>`;
			}
			case 'count':
				if (piece.strong) return html`<b>${piece.text}</b>`;
				return piece.aside ? html`(${piece.text})` : html`<span class="report-count">${piece.text}</span>`;
			case 'trend':
				return html`<span class="report-trend">${draw(trendIcons[piece.trend])}<span class="visually-hidden">${piece.word} </span></span>`;
			case 'risk':
				return html`<span class="report-risk is-${piece.level}">${draw(riskIcons[piece.level])}${piece.text}</span>`;
		}
	}

	/** What people wrote is Dutch, whatever the language of the page: screen readers then speak it rightly. */
	get #dutch(): Markup | null {
		return this.language === 'nl' ? null : html` lang="nl"`;
	}
}

/** An icon drawn in place: no request, no sprite. */
export const draw = (name: IconName): Markup =>
	html`<svg class="report-icon icon-${name}" viewBox="0 0 20 20" aria-hidden="true">
		${icons[name].map(
			({ paint, d, width, dash }) =>
				html`<path
					class="${paint}"
					d="${d}"
					${width === undefined ? null : html` stroke-width="${width}"`}${dash === undefined ? null : html` stroke-dasharray="${dash}"`}
				/>`
		)}
	</svg>`;
