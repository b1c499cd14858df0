import { docsAsset } from '@/lib/rest/docs'

type Params = { params: Promise<{ asset?: string[] }> }

/** The API's documentation in the browser; everything it loads comes from here. */
export async function GET(_request: Request, { params }: Params) {
  return docsAsset((await params).asset?.join('/') ?? '')
}
