import type { SubmitFunction } from '@sveltejs/kit';
import { outcomeAddress } from '$lib/concurrency/sent-form';

/** For `use:enhance`: without an answer it opens the page that says what became of what was sent. */
export const answeredForm: SubmitFunction = ({ action, formData }) =>
	async function show({ result, update }) {
		if (result.type === 'error' && result.status === undefined)
			location.assign(outcomeAddress(action, formData, false));
		else await update();
	};
