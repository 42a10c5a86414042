/** The size of a picture on a help page, in pixels: `npm run pictures` makes them so. */
export const sizeOf = (name: string): { readonly width: number; readonly height: number } =>
	name.endsWith('-phone') ? { width: 360, height: 720 } : { width: 1104, height: 690 };
