import { z } from 'zod'
import { idInput, line } from '@/lib/core/text'

/** Why something is done to an organization or a person; their people read it. */
export const reason = line(500, 'Say why. It is shown to the people whom it concerns.')

export const turnInput = z.strictObject({ organization: idInput, reason })
