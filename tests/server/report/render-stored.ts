import { languages } from '$lib/i18n/language';
import { renderArticle } from '$lib/server/read/report/render-html';
import { samplePages, storedReport, storedReportNames, renderSamplePage } from './stored-reports';

/** Everything that the renderer makes from the stored reports: by its name, with its policy where it is a page. */
export const renderAll = (): Record<string, string> =>
	Object.fromEntries(
		languages.flatMap((language) => {
			const articles = storedReportNames.map((name) => {
				const { report, frame } = storedReport(name);
				return [`${name}.${language}`, renderArticle(report, frame, language)] as const;
			});
			const longestArticle = Object.fromEntries(articles)[`every-section.${language}`];
			const pages = Object.entries(samplePages).map(([name, page]) => {
				const { body, policy } = renderSamplePage(page, language, longestArticle);
				return [`page ${name}.${language}`, `${policy}\n${body}`] as const;
			});
			return [...articles, ...pages];
		})
	);

if (process.argv.includes('print')) process.stdout.write(JSON.stringify(renderAll()));
