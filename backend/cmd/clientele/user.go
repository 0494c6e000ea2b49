package main

import (
	"fmt"

	"clientele/internal/account"
	"clientele/internal/app"
	"clientele/internal/page"
)

type userCmd struct {
	Add   userAddCmd   `cmd:"" help:"Add a user; prints a one-time password unless --password is given."`
	Reset userResetCmd `cmd:"" help:"Give a user a new one-time password."`
	List  userListCmd  `cmd:"" help:"List users."`
}

type userAddCmd struct {
	Email    string `arg:"" help:"E-mail address."`
	Name     string `help:"Name; the e-mail address when left out."`
	Role     string `default:"marketer" enum:"admin,manager,marketer,sales,analyst" help:"Role: ${enum}."`
	Language string `default:"en" enum:"en,fr" help:"Language of the screens: ${enum}."`
	Password string `help:"Password to set; it need not be changed at first sign-in." env:"CLIENTELE_USER_PASSWORD"`
}

// Run adds a user.
func (u userAddCmd) Run(e *env) error {
	a, err := e.open(app.Options{})
	if err != nil {
		return err
	}
	defer func() { _ = a.Close() }()
	if u.Name == "" {
		u.Name = u.Email
	}
	user := account.User{Email: u.Email, Name: u.Name, Role: account.Role(u.Role), Language: u.Language}
	if u.Password != "" {
		user, err = a.Services.Accounts.CreateWithPassword(e.ctx, account.System, user, u.Password)
		if err == nil {
			fmt.Printf("added %s (%s)\n", user.Email, user.Role)
		}
		return err
	}
	user, password, err := a.Services.Accounts.Create(e.ctx, account.System, user)
	if err == nil {
		fmt.Printf("added %s (%s), one-time password %s\n", user.Email, user.Role, password)
	}
	return err
}

type userResetCmd struct {
	Email string `arg:"" help:"E-mail address."`
}

// Run resets a password.
func (u userResetCmd) Run(e *env) error {
	a, err := e.open(app.Options{})
	if err != nil {
		return err
	}
	defer func() { _ = a.Close() }()
	l, err := a.Services.Accounts.Users(e.ctx, account.UserFilter{Query: u.Email}, page.Window{Limit: 50})
	if err != nil {
		return err
	}
	for _, user := range l.Items {
		if user.EmailKey == page.Fold(u.Email) {
			password, err := a.Services.Accounts.ResetPassword(e.ctx, account.System, user.ID)
			if err == nil {
				fmt.Printf("one-time password of %s: %s\n", user.Email, password)
			}
			return err
		}
	}
	return fmt.Errorf("there is no user %s", u.Email)
}

type userListCmd struct{}

// Run lists users.
func (userListCmd) Run(e *env) error {
	a, err := e.open(app.Options{})
	if err != nil {
		return err
	}
	defer func() { _ = a.Close() }()
	l, err := a.Services.Accounts.Users(e.ctx, account.UserFilter{}, page.Window{Limit: page.MaxLimit})
	for _, u := range l.Items {
		fmt.Printf("%s\t%s\t%s\t%s\n", u.Email, u.Name, u.Role, u.State)
	}
	return err
}
