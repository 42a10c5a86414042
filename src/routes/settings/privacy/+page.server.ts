import { noteFor } from './note.server';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => ({ parts: await noteFor(event) });
