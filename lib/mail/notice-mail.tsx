import { Body, Button, Container, Head, Heading, Hr, Html, Link, Preview, Text } from 'react-email'

export type NoticeMailProps = {
  heading: string
  lines: string[]
  button?: { label: string; href: string }
  /** Why the reader gets this mail. */
  why: string
  /** Small links at the foot, such as the one that stops mails like this. */
  links?: { label: string; href: string }[]
}

const sans = '-apple-system, "Segoe UI", Roboto, Helvetica, Arial, sans-serif'

// Mail programs that know neither keep the light colours, which stand at the elements themselves.
const dark = `
:root { color-scheme: light dark; supported-color-schemes: light dark; }
@media (prefers-color-scheme: dark) {
  .page { background: #0e0e11 !important; }
  .sheet { background: #1c1c21 !important; border-color: #29292f !important; }
  .ink { color: #ededf2 !important; }
  .faint { color: #adadb8 !important; }
  .rule { border-color: #3a3a42 !important; }
  .button { background: #5a5ee6 !important; }
}
`
const ink = '#18181c'
const faint = '#666671'

/** The one layout of Lobby's mails: what happened, what to do, why it came, how to stop it; light and dark. */
export function NoticeMail({ heading, lines, button, why, links = [] }: NoticeMailProps) {
  return (
    <Html lang="en">
      <Head>
        <meta name="color-scheme" content="light dark" />
        <meta name="supported-color-schemes" content="light dark" />
        <style>{dark}</style>
      </Head>
      <Preview>{lines[0] ?? heading}</Preview>
      <Body className="page" style={{ background: '#fafafb', fontFamily: sans, margin: 0, padding: '24px 12px' }}>
        <Container
          className="sheet"
          style={{
            background: '#ffffff',
            border: '1px solid #e7e7eb',
            borderRadius: 8,
            maxWidth: 520,
            margin: '0 auto',
            padding: '24px 24px 16px',
          }}
        >
          <Heading
            as="h1"
            className="ink"
            style={{ color: ink, fontSize: 20, lineHeight: '28px', margin: '0 0 16px', wordBreak: 'break-word' }}
          >
            {heading}
          </Heading>
          {lines.map((line) => (
            <Text
              key={line}
              className="ink"
              style={{
                color: ink,
                fontSize: 15,
                lineHeight: '24px',
                margin: '0 0 12px',
                whiteSpace: 'pre-line',
                wordBreak: 'break-word',
              }}
            >
              {line}
            </Text>
          ))}
          {button && (
            <Button
              href={button.href}
              className="button"
              style={{
                background: '#4a4fd6',
                borderRadius: 6,
                color: '#ffffff',
                display: 'inline-block',
                fontSize: 15,
                fontWeight: 600,
                margin: '8px 0 16px',
                padding: '10px 18px',
              }}
            >
              {button.label}
            </Button>
          )}
          <Hr className="rule" style={{ borderColor: '#d3d3da', margin: '16px 0' }} />
          <Text className="faint" style={{ color: faint, fontSize: 13, lineHeight: '20px', margin: 0 }}>
            {why}
          </Text>
          {links.map(({ label, href }) => (
            <Text key={href} className="faint" style={{ color: faint, fontSize: 13, lineHeight: '20px', margin: 0 }}>
              <Link href={href} className="faint" style={{ color: faint, textDecoration: 'underline' }}>
                {label}
              </Link>
            </Text>
          ))}
        </Container>
      </Body>
    </Html>
  )
}
