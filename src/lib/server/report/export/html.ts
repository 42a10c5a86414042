import { renderFile } from '../render-html';
import type { Form } from './form';

/** One file without references to anything outside it. */
export const html: Form = {
	extension: 'html',
	type: 'text/html; charset=utf-8',
	write: ({ title, report, article, words }) => renderFile(words, title, report.incident.exercise, article)
};
