import { useState } from 'react'
import {
  Button,
  Header,
  Menu,
  MenuItem,
  MenuSection,
  MenuTrigger,
  Popover,
  Separator,
} from 'react-aria-components'
import type { Actor, NodeInfo } from '../api/types.ts'
import { sentence } from '../text/words.ts'
import { Tile } from './bits.tsx'
import { applyTheme, storedTheme, type Theme, themes } from './theme.ts'

const themeNames: Record<Theme, string> = {
  system: 'Colours as the system has them',
  light: 'Light colours',
  dark: 'Dark colours',
}

export function UserMenu(props: {
  actor: Actor
  node: NodeInfo
  onSignOut: () => void
  onKeys: () => void
}) {
  const [theme, setTheme] = useState(storedTheme)
  const others = props.node.federation.filter((peer) => !peer.self)
  return (
    <MenuTrigger>
      <Button className="button">
        {props.actor.name}
        <span className="quiet">
          {sentence(props.actor.roleName)}
          {props.actor.authority !== props.node.id && `, ${props.actor.authority}`}
        </span>
        <span aria-hidden="true">▾</span>
      </Button>
      <Popover placement="bottom end">
        <Menu className="menu">
          {others.length > 0 && (
            <MenuSection>
              <Header className="menu-head">Open another authority</Header>
              {others.map((peer) => (
                <MenuItem key={peer.id} href={peer.address} target="_blank" textValue={peer.name}>
                  <Tile country={peer.country} small /> {peer.name}
                </MenuItem>
              ))}
            </MenuSection>
          )}
          <Separator />
          <MenuSection
            selectionMode="single"
            selectedKeys={[theme]}
            onSelectionChange={(keys) => {
              const next = themes.find((name) => keys !== 'all' && keys.has(name)) ?? 'system'
              setTheme(next)
              applyTheme(next)
            }}
          >
            <Header className="menu-head">Appearance</Header>
            {themes.map((name) => (
              <MenuItem key={name} id={name}>
                {themeNames[name]}
              </MenuItem>
            ))}
          </MenuSection>
          <Separator />
          <MenuItem href="/access">Access and passkeys</MenuItem>
          <MenuItem onAction={props.onKeys}>Keyboard shortcuts</MenuItem>
          <MenuItem onAction={() => window.location.assign('/public')}>Public pages</MenuItem>
          <MenuItem onAction={props.onSignOut}>Sign out</MenuItem>
        </Menu>
      </Popover>
    </MenuTrigger>
  )
}
