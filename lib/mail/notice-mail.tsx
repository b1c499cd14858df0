import { Body, Button, Container, Head, Heading, Hr, Html, Preview, Text } from 'react-email'

export type NoticeMailProps = {
  heading: string
  lines: string[]
  button?: { label: string; href: string }
  /** Why the reader gets this mail. */
  why: string
}

const sans = '-apple-system, "Segoe UI", Roboto, Helvetica, Arial, sans-serif'

/** The one layout of Lobby's mails: what happened, what to do, why it came. */
export function NoticeMail({ heading, lines, button, why }: NoticeMailProps) {
  return (
    <Html lang="en">
      <Head>
        <meta name="color-scheme" content="light dark" />
        <meta name="supported-color-schemes" content="light dark" />
      </Head>
      <Preview>{lines[0] ?? heading}</Preview>
      <Body style={{ fontFamily: sans, margin: 0, padding: '24px 12px' }}>
        <Container style={{ maxWidth: 520, margin: '0 auto' }}>
          <Heading as="h1" style={{ fontSize: 20, lineHeight: '28px', margin: '0 0 16px' }}>
            {heading}
          </Heading>
          {lines.map((line) => (
            <Text key={line} style={{ fontSize: 15, lineHeight: '24px', margin: '0 0 12px' }}>
              {line}
            </Text>
          ))}
          {button && (
            <Button
              href={button.href}
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
          <Hr style={{ borderColor: '#d3d3da', margin: '16px 0' }} />
          <Text style={{ color: '#73737e', fontSize: 13, lineHeight: '20px', margin: 0 }}>{why}</Text>
        </Container>
      </Body>
    </Html>
  )
}
